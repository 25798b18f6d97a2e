package fathom.runs.results;

import java.util.Map;

/**
 * One finished trial, or one entry of its result.
 *
 * @param keys the components of the configuration by name, and the keys of the entry
 * @param configuration of the trial
 * @param result of the trial, or the entry
 * @param seconds that the trial took
 */
public record Row<C extends Record, T>(Map<String, Object> keys, C configuration, T result, double seconds) {}
