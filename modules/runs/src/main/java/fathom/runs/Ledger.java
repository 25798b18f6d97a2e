package fathom.runs;

import com.google.common.collect.ImmutableList;
import fathom.runs.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * The finished trials of a run, one JSON object a line, append-only.
 *
 * <p>A line is written by one call, newline included, and forced to the disk before the trial counts as finished. So a kill at any
 * moment leaves whole lines and at most one without its newline; opening drops that one with a notice, and its trial runs again. A
 * line in the middle that cannot be read was not left by a kill and is refused with its number.
 */
public final class Ledger implements AutoCloseable {

    private final Path file;
    /** Not a FileChannel: an interrupt of the writing thread would close that. */
    private final RandomAccessFile store;

    private final Map<String, LedgerLine> lines = new LinkedHashMap<>();
    private boolean closed;

    private Ledger(Path file, RandomAccessFile store) {
        this.file = file;
        this.store = store;
    }

    /**
     * Opens the ledger, creating it when there is none.
     *
     * @param notices receives a sentence when an unfinished last line is dropped
     * @throws UserError when a line cannot be read, with its number
     */
    public static Ledger open(Path file, Consumer<String> notices) {
        RandomAccessFile store = null;
        try {
            store = new RandomAccessFile(file.toFile(), "rw");
            Ledger ledger = new Ledger(file, store);
            ledger.read(notices);
            return ledger;
        } catch (IOException e) {
            close(store);
            throw new UserError("the ledger " + file + " cannot be opened: " + e.getMessage(), e);
        } catch (UserError e) {
            close(store);
            throw e;
        }
    }

    private void read(Consumer<String> notices) throws IOException {
        byte[] bytes = contents();
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        if (end < bytes.length) {
            store.setLength(end);
            store.getFD().sync();
            notices.accept("The last line of " + file + " was unfinished and has been dropped; its trial runs again.");
        }
        store.seek(end);
        int number = 0;
        for (int start = 0; start < end; ) {
            int newline = start;
            while (bytes[newline] != '\n') {
                newline++;
            }
            number++;
            add(new String(bytes, start, newline - start, StandardCharsets.UTF_8), number);
            start = newline + 1;
        }
    }

    private byte[] contents() throws IOException {
        long size = store.length();
        if (size > Integer.MAX_VALUE - 8) {
            throw new UserError("the ledger " + file + " is " + Bytes.words(size) + " long, expected less than 2 GB");
        }
        byte[] bytes = new byte[(int) size];
        store.readFully(bytes);
        return bytes;
    }

    private void add(String text, int number) {
        try {
            LedgerLine line = LedgerLine.parse(text);
            lines.putIfAbsent(line.key(), line);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UserError(
                    "line " + number + " of " + file
                            + " is not a finished trial; delete that line and run again: its trial"
                            + " will be repeated",
                    e);
        }
    }

    /** Whether the trial of that key is finished. */
    public synchronized boolean contains(String key) {
        return lines.containsKey(key);
    }

    /** How many finished trials there are, of all sweeps. */
    public synchronized int size() {
        return lines.size();
    }

    synchronized Optional<LedgerLine> line(String key) {
        return Optional.ofNullable(lines.get(key));
    }

    /** Appends a finished trial and forces it to the disk. Returns false, writing nothing, when the ledger is closed already. */
    synchronized boolean append(LedgerLine line) {
        if (closed) {
            return false;
        }
        try {
            store.write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
            store.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot append to " + file, e);
        }
        lines.putIfAbsent(line.key(), line);
        return true;
    }

    /** The trials of a sweep that are left, in the order of its plan. */
    public synchronized <C extends Record> List<C> missing(Sweep<C, ?> sweep) {
        return sweep.plan().stream()
                .filter(configuration -> !lines.containsKey(sweep.key(configuration)))
                .toList();
    }

    /** How many trials of several sweeps are left. */
    public int left(Collection<? extends Sweep<?, ?>> sweeps) {
        return sweeps.stream().mapToInt(sweep -> missing(sweep).size()).sum();
    }

    /** The finished trials of a sweep, in the order of its plan. Numbers have the bits that the trial returned. */
    public synchronized <C extends Record, R extends Record> List<Finished<C, R>> results(Sweep<C, R> sweep) {
        ImmutableList.Builder<Finished<C, R>> results = ImmutableList.builder();
        for (C configuration : sweep.plan()) {
            LedgerLine line = lines.get(sweep.key(configuration));
            if (line != null) {
                results.add(new Finished<>(line.key(), configuration, value(line, sweep.resultType()), line.seconds()));
            }
        }
        return results.build();
    }

    private <R extends Record> R value(LedgerLine line, Class<R> type) {
        try {
            return Json.value(line.result(), type);
        } catch (JacksonException e) {
            throw new UserError(
                    "the result of trial " + line.key() + " in " + file + " is of another version of this program ("
                            + e.getOriginalMessage() + "); delete the folder or give another --name",
                    e);
        }
    }

    /** Waits for a line that is being written, then closes; later lines are not written. */
    @Override
    public synchronized void close() {
        closed = true;
        close(store);
    }

    private static void close(RandomAccessFile store) {
        try {
            if (store != null) {
                store.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
