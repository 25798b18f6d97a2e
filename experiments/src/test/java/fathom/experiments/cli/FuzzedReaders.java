package fathom.experiments.cli;

import fathom.data.image.CifarFile;
import fathom.data.image.IdxFile;
import fathom.experiments.profile.sample.CsvTable;
import fathom.experiments.profile.sample.TableOptions;
import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.progress.Progress;
import fathom.runs.settings.Settings;
import fathom.simd.file.JsonFile;
import fathom.simd.file.Npy;
import fathom.simd.file.Npz;
import fathom.simd.file.Safetensors;
import fathom.simd.file.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Every reader of foreign files, by its public door, with inputs that it reads. */
final class FuzzedReaders {

    /** A reader. */
    @FunctionalInterface
    interface Door {
        void read(Path file) throws IOException;
    }

    /**
     * @param file the name that its input must have
     * @param inputs what it reads without complaint
     * @param cutsShow whether every proper beginning of an input must be refused
     */
    record Reader(String name, String file, List<byte[]> inputs, boolean cutsShow, Door door) {}

    /** A preset. */
    public record Preset(List<Integer> depths, double rate, String target, long seed) {}

    /** A trial. */
    public record Cell(int depth, long seed) {}

    /** Its result. */
    public record Error(double error) {}

    private final Path folder;

    /** @param folder for files that stay, beside those that are mutated */
    FuzzedReaders(Path folder) {
        this.folder = folder;
    }

    List<Reader> all() throws IOException {
        Path plain = Files.write(folder.resolve("labels"), labels());
        byte[] json = "{\"kernel\": \"relu\", \"depth\": \"3\", \"note\": \"\\u00e9 \\\"q\\\"\"}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] cifar = new byte[2 * 3073];
        cifar[3073] = 9;
        List<byte[]> packedCifar = List.of(gzip(cifar), xz(cifar));
        return List.of(
                new Reader("npy", "x.npy", npys(), true, Npy::read),
                new Reader("npz", "x.npz", npzs(), true, Npz::read),
                new Reader("safetensors", "x.safetensors", List.of(safetensors()), true, Safetensors::read),
                new Reader("json of arrays", "x.json", List.of(json), true, JsonFile::read),
                new Reader("idx", "images", List.of(images()), true, file -> IdxFile.read(file, plain)),
                new Reader(
                        "idx.gz, idx.xz",
                        "images.gz",
                        List.of(gzip(images()), xz(images())),
                        true,
                        file -> IdxFile.read(file, plain)),
                new Reader("cifar", "test_first2.bin", List.of(cifar), true, file -> CifarFile.read(List.of(file))),
                new Reader(
                        "cifar.gz, cifar.xz",
                        "test_first2.bin.xz",
                        packedCifar,
                        true,
                        file -> CifarFile.read(List.of(file))),
                new Reader("csv", "table.csv", tables(), false, FuzzedReaders::table),
                new Reader("preset", "preset.json", List.of(text(PRESET)), true, FuzzedReaders::preset),
                new Reader("config.json", "config.json", List.of(text(CONFIG)), true, FuzzedReaders::run),
                new Reader("ledger.jsonl", "ledger.jsonl", List.of(ledger()), false, FuzzedReaders::lines));
    }

    private static final String PRESET = "{\"depths\": [1, 2, 4], \"rate\": 0.5, \"target\": \"local\", \"seed\": 7}";
    private static final String CONFIG = "{\"experiment\": \"e\", \"configuration\": " + PRESET + "}";
    /** The ledger of a run of two trials. */
    private byte[] ledger() throws IOException {
        List<Cell> plan = List.of(new Cell(1, 0), new Cell(2, 0));
        Sweep<Cell, Error> sweep = Sweep.of("s", Cell.class, Error.class, plan, cell -> new Error(cell.depth() / 4.0));
        try (RunFolder run = RunFolder.open(folder, "e", "n", plan.getFirst(), Environment.here(), notice -> {})) {
            Runner.of(1).withProgress(Progress.silent()).run(run, sweep);
        }
        return Files.readAllBytes(folder.resolve("e/n/ledger.jsonl"));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void table(Path file) {
        CsvTable.read(file, TableOptions.of("", ""), notice -> {});
    }

    private static void preset(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            Settings.of(Preset.class).preset("p", in).resolve();
        }
    }

    private static void run(Path file) throws IOException {
        Files.deleteIfExists(file.resolveSibling("ledger.jsonl"));
        RunFolder.reopen(file.getParent(), notice -> {}).close();
    }

    private static void lines(Path file) throws IOException {
        Path config = file.resolveSibling("config.json");
        Files.write(config, text(CONFIG));
        RunFolder.reopen(file.getParent(), notice -> {}).close();
    }

    private List<byte[]> npys() throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (Tensor tensor : tensors().values()) {
            Path file = folder.resolve("written.npy");
            Npy.write(file, tensor);
            inputs.add(Files.readAllBytes(file));
        }
        String fortran = new String(inputs.getFirst(), StandardCharsets.ISO_8859_1).replace("False,", "True, ");
        inputs.add(fortran.getBytes(StandardCharsets.ISO_8859_1));
        return inputs;
    }

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("a", new Tensor(List.of(3, 2), new Tensor.Doubles(1, 2, 3, 4, 5, 6)));
        tensors.put("b", new Tensor(List.of(2), new Tensor.Longs(1, -2)));
        tensors.put("c", new Tensor(List.of(2, 1, 2), new Tensor.Floats(1, 2, 3, 4)));
        return tensors;
    }

    private List<byte[]> npzs() throws IOException {
        Path file = folder.resolve("written.npz");
        Npz.write(file, tensors());
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(deflated)) {
            for (byte[] npy : npys()) {
                zip.putNextEntry(new ZipEntry(deflated.size() + ".npy"));
                zip.write(npy);
                zip.closeEntry();
            }
        }
        return List.of(Files.readAllBytes(file), deflated.toByteArray());
    }

    private byte[] safetensors() throws IOException {
        Path file = folder.resolve("written.safetensors");
        new Safetensors(tensors(), Map.of("format", "pt")).write(file);
        return Files.readAllBytes(file);
    }

    private static byte[] images() {
        return ByteBuffer.allocate(16 + 24)
                .putInt(0x0803)
                .putInt(4)
                .putInt(2)
                .putInt(3)
                .array();
    }

    private static byte[] labels() {
        return ByteBuffer.allocate(8 + 4).putInt(0x0801).putInt(4).array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // A small dictionary: the default one of 8 MiB would be made anew for every input.
        try (OutputStream out = new XZOutputStream(packed, new LZMA2Options(0))) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static List<byte[]> tables() {
        StringBuilder numbers = new StringBuilder("a,b,\"c, d\",label\n");
        StringBuilder semicolons = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            numbers.append(i * 0.5)
                    .append(",\"")
                    .append(i * i % 7)
                    .append("\",-1e-3,")
                    .append(i % 2 == 0 ? "yes\n" : "no\n");
            semicolons
                    .append(i)
                    .append(",5;")
                    .append(7 - i)
                    .append(";")
                    .append(i % 3)
                    .append("\r\n");
        }
        return List.of(text(numbers.toString()), text(semicolons.toString()));
    }
}
