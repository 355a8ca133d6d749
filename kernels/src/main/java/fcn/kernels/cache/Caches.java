package fcn.kernels.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sizes of the caches that hold data, as Linux tells them; 0 where it does not.
 *
 * @param l2Bytes of one core
 * @param l3Bytes of those that share it
 * @param l3Threads hardware threads that share it, at least 1
 */
public record Caches(int l2Bytes, int l3Bytes, int l3Threads) {
    private static final Path FOLDER = Path.of("/sys/devices/system/cpu/cpu0/cache");
    private static final int MOST_INDEXES = 8;

    /** A core's second level, for which work is cut into blocks; 1 MiB where nobody tells. */
    public static final int SECOND_LEVEL_BYTES = here().l2Bytes() > 0 ? here().l2Bytes() : 1 << 20;

    /** Those of this machine. */
    public static Caches here() {
        return in(FOLDER);
    }

    static Caches in(Path folder) {
        int l2 = 0;
        int l3 = 0;
        int sharing = 1;
        for (int i = 0; i < MOST_INDEXES; i++) {
            Path index = folder.resolve("index" + i);
            String level = text(index.resolve("level"));
            if (level.equals("2")) {
                l2 = bytes(text(index.resolve("size")));
            } else if (level.equals("3")) {
                l3 = bytes(text(index.resolve("size")));
                sharing = count(text(index.resolve("shared_cpu_list")));
            }
        }
        return new Caches(l2, l3, sharing);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code 512K}. */
    private static int bytes(String size) {
        return size.matches("\\d{1,6}K") ? Integer.parseInt(size.replace("K", "")) * 1024 : 0;
    }

    /** How many {@code 0-3,8} names. */
    private static int count(String list) {
        int count = 0;
        for (String part : list.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (part.matches("\\d{1,5}(-\\d{1,5})?")) {
                count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
            }
        }
        return Math.max(1, count);
    }
}
