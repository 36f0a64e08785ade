import { ProblemBody } from '../../shared/service/problem.ts';

/** Refusals as the document names them, for routes to pick from. */
export const accessRefusals = { 401: ProblemBody, 403: ProblemBody };
export const notFound = { 404: ProblemBody };
export const notUnderstood = { 400: ProblemBody };
export const notPossible = { 409: ProblemBody };
export const notReady = { 503: ProblemBody };
export const uploadRefusals = {
  ...notUnderstood,
  ...accessRefusals,
  408: ProblemBody,
  413: ProblemBody,
  415: ProblemBody,
  429: ProblemBody,
  ...notReady,
};
