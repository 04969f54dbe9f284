/**
 * The REST calls that the page makes.
 */

import { recall } from "./kept.js";

/** @typedef {import("./wire.js").SessionCreated} SessionCreated */
/** @typedef {import("./wire.js").RoleKit} RoleKit */

const BASE = "/api/v1";
const TIMEOUT_MS = 15_000;
/** A document travels and is read meanwhile. */
const DOCUMENT_TIMEOUT_MS = 120_000;

/** A request that failed; `message` is fit to be read by a person. */
export class ApiError extends Error {
  /**
   * @param {string} code stable code of the server, or `unreachable`
   * @param {string} message
   * @param {number} status 0 when the server was not reached
   * @param {string} [sessionStatus] where the session is, if the server told
   */
  constructor(code, message, status, sessionStatus = "") {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.sessionStatus = sessionStatus;
  }
}

/** Who asks, on a server that wants to know. @returns {Record<string, string>} */
function identity() {
  const token = recall("token");
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body] a form is sent as it is, everything else as JSON
 * @param {number} [timeoutMs]
 * @returns {Promise<any>} the decoded answer, null when it has no body
 */
async function request(method, path, body, timeoutMs = TIMEOUT_MS) {
  const form = body instanceof FormData;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers:
        body === undefined || form
          ? identity()
          : { "Content-Type": "application/json", ...identity() },
      body: body === undefined || form ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
  } catch {
    throw new ApiError("unreachable", "The server can’t be reached. Check your connection.", 0);
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    answer = null;
  }
  if (!response.ok) {
    throw new ApiError(
      answer?.code ?? `http_${response.status}`,
      answer?.detail ?? `The server answered with an error (${response.status}).`,
      response.status,
      answer?.session_status,
    );
  }
  return answer;
}

/** @returns {Promise<RTCConfiguration>} the servers that help WebRTC through firewalls */
export const iceServers = () => request("GET", `${BASE}/ice-servers`);

/** @param {string} sessionId */
const session = (sessionId) => `${BASE}/sessions/${encodeURIComponent(sessionId)}`;

/** @returns {Promise<RoleKit[]>} the catalogue of roles */
export const roleKits = () => request("GET", `${BASE}/role-kits`);

/** @param {File} file @param {string} docType @returns {Promise<any>} the document */
export function uploadDocument(file, docType) {
  const form = new FormData();
  form.append("doc_type", docType);
  form.append("file", file);
  return request("POST", `${BASE}/documents`, form, DOCUMENT_TIMEOUT_MS);
}

/** @param {string} text @param {string} docType @returns {Promise<any>} the document */
export const pasteDocument = (text, docType) =>
  request("POST", `${BASE}/documents`, { doc_type: docType, text }, DOCUMENT_TIMEOUT_MS);

/** @param {string} id @returns {Promise<any>} the document with what was read from it */
export const parseDocument = (id) =>
  request("POST", `${BASE}/documents/${encodeURIComponent(id)}/parse`, {}, DOCUMENT_TIMEOUT_MS);

/**
 * @param {string | null} resumeId @param {string | null} jobId
 * @returns {Promise<import("./proposal.js").Proposal>} what the documents propose
 */
export function proposal(resumeId, jobId) {
  const ids = Object.entries({ resume_doc_id: resumeId, jd_doc_id: jobId });
  const query = new URLSearchParams();
  for (const [name, id] of ids) if (id) query.set(name, id);
  return request("GET", `${BASE}/proposal?${query}`);
}

/** @returns {Promise<any[]>} the user's documents, the newest first */
export const documents = () => request("GET", `${BASE}/documents`);

/**
 * Configure an interview and have it planned, which takes a while when it is the server's first.
 * @param {object} choices body of `POST /interview-configs`
 * @returns {Promise<{config_id: string}>}
 */
export async function configure(choices) {
  const config = await request("POST", `${BASE}/interview-configs`, choices);
  const path = `${BASE}/interview-configs/${encodeURIComponent(config.config_id)}/plan`;
  await request("POST", path, {}, DOCUMENT_TIMEOUT_MS);
  return config;
}

/** @param {object} wishes body of `POST /sessions` @returns {Promise<SessionCreated>} */
export const createSession = (wishes) => request("POST", `${BASE}/sessions`, wishes);

/** @param {string} sessionId @returns {Promise<string>} a single-use ticket, good for 60 s */
export const issueTicket = async (sessionId) =>
  (await request("POST", `${session(sessionId)}/tickets`)).ticket;

/** @param {string} sessionId @returns {Promise<any>} the session as the server keeps it */
export const sessionState = (sessionId) => request("GET", session(sessionId));

/** @param {string} sessionId */
export const endSession = (sessionId) => request("POST", `${session(sessionId)}/end`);

/**
 * @param {string} sessionId
 * @returns {Promise<{report: import("./wire.js").Report | null, status: string}>} while there is no
 *   report, `status` is the session's
 */
export async function readReport(sessionId) {
  try {
    return { report: await request("GET", `${session(sessionId)}/report`), status: "analyzed" };
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "report_not_ready") throw error;
    return { report: null, status: error.sessionStatus };
  }
}

/** @param {string} sessionId @param {object} offer @returns {Promise<{sdp: string, type: "answer", pc_id: string}>} */
export const offerWebRtc = (sessionId, offer) =>
  request("POST", `${session(sessionId)}/webrtc/offer`, offer);

/** @param {string} sessionId @param {object} candidates */
export const trickleWebRtc = (sessionId, candidates) =>
  request("PATCH", `${session(sessionId)}/webrtc/offer`, candidates);

/** @param {string} sessionId @returns {string} address of the media socket on this origin */
export function mediaUrl(sessionId) {
  const url = new URL(`${session(sessionId)}/media`, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
