package fathom.data;

/** Keeps the module compiling until its first class lands. */
final class Placeholder {
    private Placeholder() {}
}
