package fathom.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The operating system's lock on a run's folder, by a file in it that says how far the run is. */
final class FolderLock implements AutoCloseable {

    /** What this process holds, whose files it does not open again: by POSIX, to close any channel to a file gives up its lock. */
    private static final ConcurrentMap<Path, AtWork> HELD = new ConcurrentHashMap<>();

    private static final AtWork BEGUN = new AtWork(0, 0, Optional.empty());

    private final Path folder;
    private final FileChannel channel;
    private final Object identity;

    private FolderLock(Path folder, FileChannel channel, Object identity) {
        this.folder = folder;
        this.channel = channel;
        this.identity = identity;
    }

    /** @throws UserError if the folder is in use, or cannot be locked */
    static FolderLock take(Path path) {
        try {
            Path folder = path.toRealPath();
            if (HELD.putIfAbsent(folder, BEGUN) == null) {
                FileChannel channel = null;
                try {
                    channel = FileChannel.open(
                            path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    if (lock(channel)) {
                        FolderLock taken = new FolderLock(folder, channel, identity(path));
                        taken.publish(BEGUN);
                        return taken;
                    }
                } catch (IOException | RuntimeException e) {
                    release(folder, channel);
                    throw e;
                }
                release(folder, channel);
            }
        } catch (IOException e) {
            throw new UserError("the folder " + path + " cannot be locked: " + Reason.of(e), e);
        }
        throw new UserError(
                "the folder " + path + " is in use by another run; wait for its end or give another --name");
    }

    /** Several attempts: {@link #state} of another process has the lock for an instant. */
    private static boolean lock(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < 5; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Whether the file in that folder is still the one that is locked. */
    boolean holds(Path path) {
        try {
            return identity.equals(identity(path));
        } catch (IOException e) {
            return false;
        }
    }

    /** The inode where the system has such; a time where it has none. */
    private static Object identity(Path path) throws IOException {
        var attributes = Files.readAttributes(path.resolve(".lock"), BasicFileAttributes.class);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }

    /** Tells other processes how far the run is. What cannot be written is left out: nothing depends on it. */
    void publish(AtWork state) {
        HELD.replace(folder, state);
        // Always as long, so that it is written over at once.
        String line = String.format(
                Locale.ROOT,
                "%10d %10d %10d%n",
                state.done(),
                state.total(),
                state.left().map(Duration::toSeconds).orElse(-1L));
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // A full disk stops the ledger, with a sentence.
        }
    }

    /** How far the run of a folder is, if a process has it open. */
    static Optional<AtWork> state(Path path) {
        try {
            AtWork own = HELD.get(path.toRealPath());
            if (own != null) {
                return Optional.of(own);
            }
            Path file = path.resolve(".lock");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    return Optional.empty();
                }
            }
            String[] words = Files.readString(file).strip().split(" +");
            long left = Long.parseLong(words[2]);
            return Optional.of(new AtWork(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    left < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(left))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            release(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(Path folder, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(folder);
        }
    }
}
