package fathom.runs;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import fathom.runs.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * The finished trials of a run, one JSON object a line, append-only.
 *
 * <p>A line is written by one call, newline included, and forced to the disk before the trial counts as finished. So a kill at any
 * moment leaves whole lines and at most one without its newline; opening drops that one with a notice, and its trial runs again. A
 * line in the middle that cannot be read, or is not as it was written (each carries a checksum), was not left by a kill and is refused
 * with its number.
 *
 * <p>A trial counts as finished when this program's code made it, from the data files as they are now. Those of other code or of older
 * formats stay in the file and are used only after {@link #reuse}.
 */
public final class Ledger implements AutoCloseable {

    private final Path file;
    /** Not a FileChannel: an interrupt of the writing thread would close that. */
    private final RandomAccessFile store;

    private final Code code;
    /** By key, in the order of the file. */
    private final ListMultimap<String, LedgerLine> lines = ArrayListMultimap.create();

    private Reuse reuse = Reuse.NONE;
    private boolean closed;

    /** Which finished trials are used beside those of this code and these data files. */
    enum Reuse {
        NONE,
        /** Those of other code, from the same data. */
        OTHER_CODE,
        /** Whatever is there, to report it. */
        EVERYTHING
    }

    private Ledger(Path file, RandomAccessFile store, Code code) {
        this.file = file;
        this.store = store;
        this.code = code;
    }

    /**
     * Opens the ledger, creating it when there is none.
     *
     * @param code what makes the trials now
     * @param notices receives a sentence when an unfinished last line is dropped, and when lines repeat others
     * @throws UserError when a line cannot be read or was altered, with its number
     */
    public static Ledger open(Path file, Code code, Consumer<String> notices) {
        RandomAccessFile store = null;
        try {
            store = new RandomAccessFile(file.toFile(), "rw");
            Ledger ledger = new Ledger(file, store, code);
            ledger.repair(notices);
            return ledger;
        } catch (IOException e) {
            close(store);
            throw new UserError("the ledger " + file + " cannot be opened: " + Reason.of(e), e);
        } catch (UserError e) {
            close(store);
            throw e;
        }
    }

    /**
     * The trials that are finished by now, to be read while another process may be adding to them: nothing is changed. An unfinished last
     * line is left out; where there is no ledger yet, there are none.
     *
     * @throws UserError when a line cannot be read or was altered, with its number
     */
    public static Ledger view(Path file, Code code) {
        Ledger ledger = new Ledger(file, null, code);
        ledger.closed = true;
        ledger.reuse = Reuse.EVERYTHING;
        try {
            ledger.read(Files.exists(file) ? Files.readAllBytes(file) : new byte[0], sentence -> {});
        } catch (IOException e) {
            throw new UserError("the ledger " + file + " cannot be read: " + Reason.of(e), e);
        }
        return ledger;
    }

    private void repair(Consumer<String> notices) throws IOException {
        byte[] bytes = contents();
        int end = read(bytes, notices);
        if (end < bytes.length) {
            store.setLength(end);
            store.getFD().sync();
            notices.accept("The last line of " + file + " was unfinished and has been dropped; its trial runs again.");
        }
        store.seek(end);
    }

    /** Reads whole lines and returns where they end. */
    private int read(byte[] bytes, Consumer<String> notices) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        List<Integer> broken = new ArrayList<>();
        List<Integer> repeated = new ArrayList<>();
        int number = 0;
        for (int start = 0; start < end; ) {
            int newline = start;
            while (bytes[newline] != '\n') {
                newline++;
            }
            number++;
            try {
                LedgerLine line = LedgerLine.parse(new String(bytes, start, newline - start, StandardCharsets.UTF_8));
                if (!add(line)) {
                    repeated.add(number);
                }
            } catch (JacksonException | IllegalArgumentException e) {
                broken.add(number);
            }
            start = newline + 1;
        }
        if (!broken.isEmpty()) {
            boolean one = broken.size() == 1;
            throw new UserError(numbers(broken) + " of " + file + (one ? " is" : " are")
                    + " not as the program wrote " + (one ? "it: it was" : "them: they were")
                    + " cut or altered; delete " + (one ? "it" : "them") + " and run again: "
                    + (one ? "its trial" : "their trials") + " will be repeated");
        }
        if (!repeated.isEmpty()) {
            notices.accept("A trial is there twice: " + numbers(repeated) + " of " + file
                    + " (the first of each is used, the others may be deleted).");
        }
        return end;
    }

    /** For instance "lines 3, 5 and 8"; at most ten of them by number. */
    private static String numbers(List<Integer> lines) {
        if (lines.size() == 1) {
            return "line " + lines.getFirst();
        }
        boolean all = lines.size() <= 10;
        List<Integer> shown = all ? lines.subList(0, lines.size() - 1) : lines.subList(0, 10);
        return "lines " + shown.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " and "
                + (all ? lines.getLast() : lines.size() - 10 + " more");
    }

    /** Whether it is a new trial. */
    private boolean add(LedgerLine line) {
        if (lines.get(line.key()).stream().anyMatch(line::repeats)) {
            return false;
        }
        lines.put(line.key(), line);
        return true;
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

    /** How many finished trials there are, of all sweeps and by whatever code. */
    public synchronized int size() {
        return lines.keySet().size();
    }

    /** The time that the finished trials took together. */
    public synchronized double seconds() {
        return lines.values().stream().mapToDouble(LedgerLine::seconds).sum();
    }

    /** What makes the trials now. */
    Code code() {
        return code;
    }

    synchronized void reuse(Reuse which) {
        reuse = which;
    }

    /**
     * The finished trial of that key, made by this code or else, where that is allowed, the last one by other code.
     *
     * @param data the name of the data files' contents as they are now; empty when the trial reads none or they are not at hand
     */
    synchronized Optional<LedgerLine> line(String key, String data) {
        LedgerLine ours = null;
        LedgerLine other = null;
        for (LedgerLine line : lines.get(key)) {
            // Where the files are not at hand, as in a report made later, nothing is known against the line.
            boolean sameData = data.isEmpty() || line.data().equals(data);
            if (line.code().id().equals(code.id()) && sameData) {
                ours = line;
            } else if (reuse == Reuse.EVERYTHING
                    || reuse == Reuse.OTHER_CODE && (sameData || line.code().equals(Code.UNKNOWN))) {
                other = line;
            }
        }
        return Optional.ofNullable(ours == null ? other : ours);
    }

    /** Every finished trial, by whatever code. */
    synchronized List<LedgerLine> lines() {
        return List.copyOf(lines.values());
    }

    /** The last trial of that key, by whatever code from whatever data. */
    synchronized Optional<LedgerLine> last(String key) {
        List<LedgerLine> all = lines.get(key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Appends a finished trial and forces it to the disk. Returns false, writing nothing, when the ledger is closed already. */
    boolean append(LedgerLine line) {
        return append(List.of(line));
    }

    /** The same of several trials at once. */
    synchronized boolean append(List<LedgerLine> some) {
        if (closed) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        some.forEach(line -> text.append(line.json()).append('\n'));
        try {
            store.write(text.toString().getBytes(StandardCharsets.UTF_8));
            store.getFD().sync();
        } catch (IOException e) {
            throw new UserError(file + " cannot be written: " + Reason.of(e), e);
        }
        some.forEach(this::add);
        return true;
    }

    /** How many finished trials are in no plan of these sweeps: those of other settings. */
    public synchronized int unplanned(Collection<? extends Sweep<?, ?>> sweeps) {
        Set<String> others = new HashSet<>(lines.keySet());
        sweeps.forEach(sweep -> removePlanned(sweep, others));
        return others.size();
    }

    private static <C extends Record> void removePlanned(Sweep<C, ?> sweep, Set<String> keys) {
        sweep.plan().forEach(configuration -> keys.remove(sweep.key(configuration)));
    }

    /** The trials of a sweep that are left, in the order of its plan. */
    public synchronized <C extends Record> List<C> missing(Sweep<C, ?> sweep) {
        return sweep.plan().stream()
                .filter(configuration -> line(sweep.key(configuration), sweep.dataId(configuration))
                        .isEmpty())
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
            line(sweep.key(configuration), sweep.dataId(configuration))
                    .ifPresent(line -> results.add(new Finished<>(
                            line.key(), configuration, value(line, sweep.resultType()), line.seconds())));
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
