/** Something in the file is not as its format has it. The message is shown to the contractor's staff. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}
