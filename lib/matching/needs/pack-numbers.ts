/** Rising numbers as the steps between them, seven bits a byte, and bytes as base64: how the weights are stored. */

export function packRising(numbers: readonly number[]): string {
  const bytes: number[] = []
  let before = 0
  for (const number of numbers) {
    let step = number - before
    before = number
    for (; step > 0x7f; step >>>= 7) bytes.push((step & 0x7f) | 0x80)
    bytes.push(step)
  }
  return packBytes(bytes)
}

export function unpackRising(packed: string, count: number): Int32Array {
  const bytes = atob(packed)
  const numbers = new Int32Array(count)
  let number = 0
  let at = 0
  for (let index = 0; index < count; index += 1) {
    let shift = 0
    for (let byte = 0x80; byte > 0x7f; shift += 7) {
      byte = bytes.charCodeAt(at)
      at += 1
      number += (byte & 0x7f) << shift
    }
    numbers[index] = number
  }
  return numbers
}

/** Numbers from −128 to 255; those below zero come back from `unpackSigned`. */
export function packBytes(numbers: ArrayLike<number>): string {
  let text = ''
  for (let index = 0; index < numbers.length; index += 1)
    text += String.fromCharCode((numbers[index] ?? 0) & 0xff)
  return btoa(text)
}

export function unpackSigned(packed: string): Int8Array {
  const text = atob(packed)
  const numbers = new Int8Array(text.length)
  for (let index = 0; index < text.length; index += 1) numbers[index] = text.charCodeAt(index)
  return numbers
}
