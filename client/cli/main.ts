#!/usr/bin/env node
import { finehook } from './finehook.ts';
import { surroundings } from './surroundings.ts';

process.exitCode = await finehook(process.argv.slice(2), surroundings);
