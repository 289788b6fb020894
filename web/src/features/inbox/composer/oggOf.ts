import { BlobSource, BufferTarget, Conversion, Input, OggOutputFormat, Output, WEBM } from 'mediabunny'

/** The same sound in another container; nothing is encoded again. */
export async function oggOf(webm: Blob): Promise<ArrayBuffer> {
  const target = new BufferTarget()
  const conversion = await Conversion.init({
    input: new Input({ source: new BlobSource(webm), formats: [WEBM] }),
    output: new Output({ format: new OggOutputFormat(), target }),
    showWarnings: false,
  })
  await conversion.execute()
  if (!target.buffer) throw new Error('nothing was recorded')
  return target.buffer
}
