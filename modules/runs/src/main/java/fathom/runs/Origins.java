package fathom.runs;

import com.google.common.collect.ImmutableSortedSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where classes come from: a user's source file, which Java compiled in memory, a jar or a folder of classes. What brings
 * {@code META-INF/fathom/code.properties} is left out, because {@link Code#here} knows it.
 *
 * @param places files and folders
 */
public record Origins(List<Path> places) {

    public Origins {
        places = List.copyOf(ImmutableSortedSet.copyOf(places));
    }

    /** Of these classes. */
    public static Origins of(Collection<Class<?>> classes) {
        return new Origins(classes.stream()
                .flatMap(type -> Stream.ofNullable(type.getProtectionDomain().getCodeSource()))
                .map(CodeSource::getLocation)
                .filter(place -> place != null && place.getProtocol().equals("file"))
                .filter(place -> Code.descriptions().stream().noneMatch(known -> lies(known, place)))
                .map(Origins::path)
                .filter(Files::exists)
                .toList());
    }

    private static boolean lies(URL file, URL place) {
        return file.toString().replaceFirst("^jar:", "").startsWith(place.toString());
    }

    private static Path path(URL place) {
        try {
            return Path.of(place.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no file: " + place, e);
        }
    }

    /** This program's code with these: the same for the same contents, whatever they are called. */
    public Code code() {
        Code code = Code.here();
        for (Path place : places) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    code = code.with(place.relativize(file).toString(), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the code in " + place, e);
            }
        }
        return code;
    }

    /** The source files among them. */
    public List<Path> sources() {
        return places.stream()
                .filter(place -> place.toString().endsWith(".java") && Files.isRegularFile(place))
                .toList();
    }
}
