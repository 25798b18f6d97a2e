package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.data.image.ImageFolder;
import fathom.runs.DataFile;
import fathom.runs.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files of published data sets that trials read, each hashed once. */
public final class DataSets {

    private final Optional<ImageFolder> folder;
    private final Map<String, List<DataFile>> hashed = new ConcurrentHashMap<>();

    public DataSets(Optional<ImageFolder> folder) {
        this.folder = folder;
    }

    /** The files of that data set; none if it is not a published one or not at hand. */
    public List<DataFile> files(String name) {
        return folder.filter(images -> ImageFolder.NAMES.contains(name) && images.has(name))
                .map(images -> hashed.computeIfAbsent(
                        name,
                        set -> images.files(set).stream().map(DataFile::of).toList()))
                .orElse(ImmutableList.of());
    }

    /** Reads a data set once before any work, so that a damaged file is the user's error and not a failed trial; an absent one is none. */
    public void check(String name) {
        if (folder.isPresent() && folder.get().has(name)) {
            try {
                for (ImageFolder.Part part : ImageFolder.Part.values()) {
                    folder.get().read(name, part);
                }
            } catch (IOException e) {
                throw new UserError(e.getMessage(), e);
            }
        }
    }
}
