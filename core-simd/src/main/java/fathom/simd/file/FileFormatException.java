package fathom.simd.file;

import java.io.IOException;

/** A file that is not what it claims to be, or holds what these codecs do not read; the message is one sentence. */
public final class FileFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong, where, and what was expected */
    public FileFormatException(String message) {
        super(message);
    }
}
