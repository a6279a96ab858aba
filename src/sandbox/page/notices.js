import { byId } from './element.js';

const SHOWN_MS = 4000;

const toast = byId('toast', HTMLDivElement);
const alertBox = byId('alert', HTMLDialogElement);
const alertText = byId('alert-text', HTMLParagraphElement);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** A line that goes by itself, and is read aloud. @param {string} text */
export function showToast(text) {
  toast.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    toast.textContent = '';
  }, SHOWN_MS);
}

/** A box that waits to be closed. @param {string} text */
export function showAlert(text) {
  alertText.textContent = text;
  alertBox.showModal();
}

/** @param {unknown} error */
export function showError(error) {
  showToast(error instanceof Error ? error.message : String(error));
}
