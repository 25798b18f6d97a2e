package fathom.experiments.protocol;

import com.google.common.collect.ImmutableList;
import fathom.data.image.ImageFolder;
import fathom.runs.DataFile;
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
}
