package fcn.benchmarks.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on a stream as it comes but for the first line that announces incubator modules, which no
 * flag of the JVM keeps off. Only bytes that may begin that line are held back, so that a progress
 * bar is drawn at once.
 */
final class WarningFilter {
    private static final byte[] WARNING =
            "WARNING: Using incubator modules".getBytes(StandardCharsets.US_ASCII);

    private WarningFilter() {}

    static void copy(InputStream from, OutputStream to) {
        try {
            dropWarning(from, to);
            byte[] buffer = new byte[8192];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        } catch (IOException e) {
            return; // the reader or the writer is gone: nothing is left to pass on
        }
    }

    /** Copies lines up to and without the warning, or all when there is none. */
    private static void dropWarning(InputStream from, OutputStream to) throws IOException {
        while (true) {
            ByteArrayOutputStream held = new ByteArrayOutputStream();
            int next = from.read();
            while (held.size() < WARNING.length && next == WARNING[held.size()]) {
                held.write(next);
                next = from.read();
            }
            boolean warning = held.size() == WARNING.length;
            if (!warning) {
                held.writeTo(to);
            }
            while (next >= 0 && next != '\n') {
                if (!warning) {
                    to.write(next);
                    flushAtPause(from, to);
                }
                next = from.read();
            }
            if (warning || next < 0) {
                to.flush();
                return;
            }
            to.write(next);
            flushAtPause(from, to);
        }
    }

    private static void flushAtPause(InputStream from, OutputStream to) throws IOException {
        if (from.available() == 0) {
            to.flush();
        }
    }
}
