/** Pictures for the decoder, as JPEG blobs. A live frame is cut, never scaled down: thin bars would melt together. */

const REGION = { width: 0.6, height: 0.4 };   // of the video: what the brackets of the viewfinder enclose
const FRAME_QUALITY = 0.7;                     // about 20 kB
const PHOTO_QUALITY = 0.85;
const PHOTO_LONG_SIDE = 1600;                  // px

/** @param {HTMLVideoElement} video @returns {Promise<Blob>} its middle, in the video's own pixels */
export function cutFrame(video) {
  const width = Math.round(video.videoWidth * REGION.width);
  const height = Math.round(video.videoHeight * REGION.height);
  const canvas = makeCanvas(width, height);
  const left = (video.videoWidth - width) / 2;
  const top = (video.videoHeight - height) / 2;
  canvas.getContext("2d").drawImage(video, left, top, width, height, 0, 0, width, height);
  return jpeg(canvas, FRAME_QUALITY);
}

/**
 * @param {File} file
 * @returns {Promise<Blob>} the photo upright, 1600 px on its long side at most; a file this browser cannot draw as it is, for the
 *   server to say what is wrong with it
 */
export async function shrinkPhoto(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, PHOTO_LONG_SIDE / Math.max(picture.width, picture.height));
  const canvas = makeCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return jpeg(canvas, PHOTO_QUALITY);
}

function makeCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

function jpeg(canvas, quality) {
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", quality); });
}
