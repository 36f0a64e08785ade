// Written by `npm run words` from en/monitor.json.
import { area } from '../area.ts';

interface Needs {
  readonly "lastCount": { readonly count: number };
  readonly "stepCount": { readonly step: string | number; readonly count: number };
  readonly "durationAgo": { readonly duration: string | number };
  readonly "picturesOnceName": { readonly name: string | number };
  readonly "countOnce": { readonly count: number };
  readonly "shutDownNameDots": { readonly name: string | number };
  readonly "shutDownName": { readonly name: string | number };
  readonly "titleOverTime": { readonly title: string | number };
  readonly "makesName": { readonly name: string | number };
  readonly "makesNameLengthMore": { readonly name: string | number; readonly length: string | number };
  readonly "countActiveJobsOnce": { readonly count: number; readonly active: string | number; readonly jobs: number };
  readonly "picturesLeft": { readonly count: number };
  readonly "attemptsOfProcess": { readonly attemptCount: number; readonly processId: string | number };
  readonly "serverSteps.sending": { readonly count: number };
  readonly "serverSteps.making": { readonly count: number };
  readonly "serverSteps.fetching": { readonly count: number };
  readonly "serverBegins.sending": { readonly count: number };
  readonly "serverBegins.making": { readonly count: number };
  readonly "serverBegins.fetching": { readonly count: number };
  readonly "verdict.paused": { readonly count: number };
  readonly "verdict.busy": { readonly count: number };
  readonly "verdict.pausedBatches": { readonly count: number };
  readonly "verdict.pace": { readonly duration: string | number };
  readonly "verdict.failed": { readonly count: number };
}

export const monitorWords = area<Needs>()('monitor', {
  "rightNow": "Now",
  "tasks": "Pictures",
  "aSecond": "A second",
  "finished": "Finished",
  "lastTenMinutes": "In the last ten minutes",
  "nothingFinishedTime": "Nothing has finished in this time.",
  "waiting": "Waiting",
  "running": "Running",
  "queue": "Queue",
  "nothingHadWaitTime": "Nothing had to wait in this time.",
  "median": "Half",
  "p95": "19 of 20",
  "p99": "99 of 100",
  "oneTask": "Of one picture",
  "lastCount": ["Of the last ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "stepCount": [["step"],", of ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]],
  "nothingMeasuredTime": "Nothing was measured in this time.",
  "lastTenMinutes2": "The last ten minutes",
  "runTime": "Run time",
  "waitBeforeStarts": "Wait before it starts",
  "failures": "Failures",
  "nothingFailed": "Nothing has failed.",
  "monitor": "Monitor",
  "durationAgo": [["duration"]," ago"],
  "picturesOnceName": ["Pictures at once on ",["name"]],
  "atOnce": "at once",
  "countOnce": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," at once"],
  "done": "Done",
  "failed": "Failed",
  "load": "Load",
  "aboutThisWorker": "About this worker",
  "runsFor": "Running for",
  "memory": "Memory",
  "notKnown": "Not known",
  "decodersAre": "Decoders",
  "closedOff.box": "In a closed box",
  "closedOff.no-network": "Few rights, no network",
  "closedOff.few-rights": "Restricted",
  "closedOff.process": "In a separate process",
  "closedOff.unknown": "Not known yet",
  "version": "Version",
  "makesNow": "Making now",
  "nothingNow": "Nothing",
  "failedLast": "Latest failures",
  "shutDown": "Shut down…",
  "shutDownNameDots": ["Shut down ",["name"],"…"],
  "shutDownNow": "Shut down",
  "shutDownName": ["Shut ",["name"]," down?"],
  "finishesThenEndsMayStart": "It finishes its current pictures, then exits. Other workers make the rest. A container or systemd may start it again.",
  "workers": "Workers",
  "noneSaidAnythingYetStart": "None has said anything yet. Start one with “thumbline worker”.",
  "server": "Server",
  "makesPicturesWhatDoesNot": "Makes the pictures; what it does not make is made here",
  "titleOverTime": [["title"]," over time"],
  "of10MinAgo": "10 min ago",
  "of5Min": "5 min",
  "now": "now",
  "eachMakesOnePictureTime": "Each makes one picture at a time, in a process of its own",
  "noneNeededNowTheyStart": "None are needed now. They start when there is something to do.",
  "idle": "Idle",
  "finishesWhatThenEnds": "Finishes what it has, then ends",
  "makesName": ["Makes ",["name"]],
  "makesNameLengthMore": ["Makes ",["name"]," and ",["length"]," more"],
  "countActiveJobsOnce": [["count","plural",{"one":[["#"]," worker"],"other":[["#"]," workers"]}]," · ",["active"]," of ",["jobs","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," at once"],
  "nothingDoNow": "Nothing to do now",
  "picturesLeft": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," left"],
  "attemptsOfProcess": [["attemptCount","plural",{"one":[["#"]," attempt"],"other":[["#"]," attempts"]}]," · process ",["processId"]],
  "ready": "Ready",
  "serverSteps.sending": ["sending ",["count","number"]],
  "serverSteps.making": ["making ",["count","number"]],
  "serverSteps.fetching": ["fetching ",["count","number"]],
  "serverBegins.sending": ["Sending ",["count","number"]],
  "serverBegins.making": ["Making ",["count","number"]],
  "serverBegins.fetching": ["Fetching ",["count","number"]],
  "verdict.idle": "Nothing to do. Drop pictures and it starts.",
  "verdict.idleService": "Nothing to do now.",
  "verdict.paused": ["Paused, ",["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," to go."],
  "verdict.busy": [["count","plural",{"one":[["#"]," picture"],"other":[["#"]," pictures"]}]," to go."],
  "verdict.pausedBatches": [["count","plural",{"one":"One batch is","other":[["#"]," batches are"]}]," paused."],
  "verdict.done": "Nothing left to do.",
  "verdict.pace": ["Half of the pictures took ",["duration"]," or less."],
  "verdict.failed": [["count","number"]," failed since Thumbline started."],
});
