/** Hosts that hold nothing but letters and talk among the invited. */
const HOSTS =
  /^(?:(?:web|web\.)?mail\.|outlook\.|app\.slack\.com$|.*\.messenger\.com$|messenger\.com$|web\.whatsapp\.com$|web\.telegram\.org$|messages\.google\.com$|chat\.google\.com$|teams\.(?:microsoft|live)\.com$|app\.element\.io$)/

/** Words of addresses that many makes of software have for letters between people, and for asking a company in private. */
const PATHS =
  /\/(?:inbox|outbox|mailbox|webmail|conversations?|messages|messenger|message-?center|chats?|pm-?chat|dms?|private|private-?messages?|privmsgs?|direct-?messages?|tickets?|channels\/@me)(?:[/.]|$)|\/hc\/(?:[^/]+\/)?requests(?:\/|$)|\/servicedesk\/customer\//i

/**
 * Letters from person to person, and what somebody asks a company's help desk, have names, times and sentences as
 * posts have. They are nobody's to listen to: an address that speaks of them is not read by a reader of any page,
 * whatever the page says of itself. Software that we know says in its own file where it keeps them.
 */
export function speaksOfLetters({ hostname, pathname }: URL): boolean {
  return HOSTS.test(hostname) || PATHS.test(pathname)
}
