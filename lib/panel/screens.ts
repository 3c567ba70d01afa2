/** The shapes that screens draw. Components import them from here, since they may not import the store. */
export type {
  ClaimView,
  ContactSummary,
  FactView,
  GuidanceView,
  HereView,
  InteractionDraft,
  MentionCardView,
  MentionView,
  NoteView,
  PersonView,
  SyncStatus,
  TimelineEntry,
} from '../store/views.ts'
