package fathom.simd.file;

/** A whole array of a type that is not read, such as texts: no damage. */
final class UnreadTypeException extends FileFormatException {

    private static final long serialVersionUID = 1L;

    UnreadTypeException(String message) {
        super(message);
    }
}
