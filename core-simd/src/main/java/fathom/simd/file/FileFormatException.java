package fathom.simd.file;

import java.io.IOException;

/**
 * A file that is not what it claims to be, or holds what these codecs do not read, or more than the memory takes. The message is one
 * sentence on one line without control characters, whatever the file holds.
 */
public sealed class FileFormatException extends IOException permits UnreadTypeException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what was expected; control characters become escapes */
    public FileFormatException(String message) {
        super(Quoted.printable(message));
    }
}
