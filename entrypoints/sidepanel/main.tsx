import { render } from 'preact'
import './style.css'
import { StartFailure, Starting } from '../../components/panel/Start.tsx'
import { lastLook, wear } from './look.ts'
import { problemOfStart } from './problem-of-start.ts'

const app = document.getElementById('app') ?? document.body

/** Language and look first, then the frame, then everything that needs the database. */
async function start(): Promise<void> {
  try {
    await wear(lastLook())
    render(<Starting />, app)
    const { openPanel } = await import('./open-panel.tsx')
    await openPanel(app)
  } catch (error) {
    render(<StartFailure problem={problemOfStart(error)} onRetry={() => location.reload()} />, app)
  }
}

void start()
