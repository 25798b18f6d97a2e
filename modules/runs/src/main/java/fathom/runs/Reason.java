package fathom.runs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file cannot be read or written: the reason alone, for sentences that name the file themselves. */
public final class Reason {

    private Reason() {}

    /** The system's reason, such as "No space left on device", without the path that Java's messages begin with. */
    public static String of(IOException e) {
        return switch (e) {
            case FileSystemException system
            when system.getReason() != null && !system.getReason().isBlank() -> system.getReason();
            case NoSuchFileException _ -> "there is no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file of that name is there";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case NotDirectoryException _ -> "it is no folder";
            case FileSystemLoopException _ -> "its symbolic links lead back to it";
            case FileNotFoundException old -> inParentheses(old.getMessage());
            default ->
                e.getMessage() == null || e instanceof FileSystemException
                        ? e.getClass().getSimpleName()
                        : e.getMessage();
        };
    }

    /** Of "path (reason)" the reason. */
    private static String inParentheses(String message) {
        int open = message == null ? -1 : message.lastIndexOf('(');
        return open >= 0 && message.endsWith(")")
                ? message.substring(open + 1, message.length() - 1)
                : "there is no such file or folder";
    }
}
