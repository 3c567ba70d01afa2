import type { Page } from '@playwright/test'

/** Opens the line of a topic, behind which a person says whether the open mention is about it. */
export async function openTopicLine(panel: Page, topic: string): Promise<void> {
  await panel.getByRole('list', { name: 'What it is about' }).getByText(topic, { exact: true }).click()
}
