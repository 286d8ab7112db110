#!/usr/bin/env node
import { ownProcess } from '../core/program/own-process';
import { runCommand } from './run-command';

ownProcess(process);
// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await runCommand(process.argv.slice(2));
