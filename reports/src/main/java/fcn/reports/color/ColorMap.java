package fcn.reports.color;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables of 256 colours, from the least value to the greatest; their files name their authors. */
public enum ColorMap {
    /** Dark violet to yellow in steps even to the eye. */
    VIRIDIS,
    /** Black to white. */
    GREY,
    /** Black over red to pale yellow in steps even to the eye. */
    MAGMA,
    /** Blue over grey to red: for values of both signs, with zero in the middle. */
    DIVERGING;

    private final int[] table = table(name());

    /** The colour, 0xRRGGBB, of an entry from 0 to 255. */
    public int rgb(int entry) {
        return table[entry];
    }

    /** The colours of a picture whose pixels are entries. */
    public IndexColorModel palette() {
        return new IndexColorModel(8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** All colours as hexadecimal digits, six each. */
    public String hex() {
        return Arrays.stream(table).mapToObj("%06x"::formatted).collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int[] table(String name) {
        if (name.equals("GREY")) {
            return IntStream.range(0, 256).map(level -> level * 0x010101).toArray();
        }
        try (InputStream in =
                ColorMap.class.getResourceAsStream(name.toLowerCase(Locale.ROOT) + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .mapToInt(color -> Integer.parseInt(color, 16))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
