import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  /** Shows a message, with a percentage if `done` and `total` are given. */
  readonly show: (step: { message: string; done?: number; total?: number }) => void;
  readonly end: () => void;
}

/** The interval of progress lines where the output is not a terminal. */
const lineIntervalMs = 5000;

/** Shows a progress bar on a terminal and lines elsewhere, on standard error, so that standard output can be piped. */
export function createProgress(output: NodeJS.WriteStream = process.stderr): ProgressBar {
  return output.isTTY ? createBar(output) : createLines(output);
}

function createBar(output: NodeJS.WriteStream): ProgressBar {
  let bar: SingleBar | undefined;
  let message = '';
  const end = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    show(step) {
      if (step.done === undefined || step.total === undefined || step.total === 0) {
        if (step.message === message) return;
        end();
        output.write(`${step.message}\n`);
      } else if (bar === undefined) {
        bar = new SingleBar(
          {
            stream: output,
            format: '{message} {bar} {percentage}%',
            clearOnComplete: false,
            hideCursor: true,
          },
          Presets.shades_classic,
        );
        bar.start(step.total, step.done, { message: step.message });
      } else bar.update(step.done, { message: step.message });
      message = step.message;
    },
    end,
  };
}

function createLines(output: NodeJS.WriteStream): ProgressBar {
  let message = '';
  let writtenAt = 0;
  return {
    show(step) {
      const now = performance.now();
      if (step.message === message && now - writtenAt < lineIntervalMs) return;
      message = step.message;
      writtenAt = now;
      const share =
        step.done === undefined || !step.total ? '' : ` ${Math.floor((100 * step.done) / step.total)}%`;
      output.write(`${step.message}${share}\n`);
    },
    end: () => undefined,
  };
}
