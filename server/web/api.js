/**
 * The REST calls that the page makes.
 */

/** @typedef {import("./wire.js").SessionCreated} SessionCreated */
/** @typedef {import("./wire.js").RoleKit} RoleKit */

const BASE = "/api/v1";
const TIMEOUT_MS = 15_000;

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

/**
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the decoded answer, null when it has no body
 */
async function request(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
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

/** @param {string} sessionId */
const session = (sessionId) => `${BASE}/sessions/${encodeURIComponent(sessionId)}`;

/** @returns {Promise<RoleKit[]>} the catalogue of roles */
export const roleKits = () => request("GET", `${BASE}/role-kits`);

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
