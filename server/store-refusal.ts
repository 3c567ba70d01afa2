/** The store cannot be opened as the configuration asks. The message is for the person who starts the server. */
export class StoreRefusal extends Error {
  override name = 'StoreRefusal'
}
