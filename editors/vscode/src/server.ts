import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { startError } from './command';

// Characters of standard error that are kept for a message.
const LONGEST = 1000;
const RESTARTS = 3;
const WITHIN = 3 * 60 * 1000;

/** The process of the language server, and why it ended. */
export class Server {
  /** Whether it has answered: what ends before that ends again. */
  hasStarted = false;
  private error: NodeJS.ErrnoException | undefined;
  private output = '';
  private ended: Promise<unknown> = Promise.resolve();
  private ends: number[] = [];

  constructor(private readonly command: readonly string[]) {}

  async start(): Promise<ChildProcess> {
    const [program = '', ...rest] = this.command;
    const child = spawn(program, rest, { stdio: 'pipe' });
    this.output = '';
    this.error = undefined;
    child.stderr.on('data', (data) => {
      this.output = (this.output + String(data)).slice(-LONGEST);
    });
    this.ended = new Promise((resolve) => child.once('close', resolve));
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.error = error;
        reject(error);
      });
    });
    return child;
  }

  /** Wait for what the process wrote before it ended. */
  async end(): Promise<void> {
    await Promise.race([this.ended, setTimeout(1000)]);
  }

  /** Why it ended, for the user. */
  reason(): string {
    return startError(this.command, this.error, this.output);
  }

  /** Whether to start it again after it ended. */
  mayRestart(): boolean {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < WITHIN), now];
    return this.hasStarted && this.ends.length <= RESTARTS;
  }
}
