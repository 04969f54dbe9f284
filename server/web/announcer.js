/**
 * What screen readers are told, beside what they find on the page.
 */

/** @param {string} id @param {string} text */
function tell(id, text) {
  const region = document.getElementById(id);
  if (!region || !text) return;
  // The same words again must be a change, else they are not read out.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** @param {string} text when the reader has finished its sentence */
export const announce = (text) => tell("polite", text);

/** @param {string} text at once: something went wrong */
export const alertReader = (text) => tell("assertive", text);
