package fathom.runs.report;

/** Where the curves of a panel lie, in pixels. */
record Box(int left, int top, int width, int height) {}
