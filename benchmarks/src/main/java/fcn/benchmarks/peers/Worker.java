package fcn.benchmarks.peers;

import tools.jackson.core.JacksonException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** An entrant's process, as this one sees it: requests go in, replies come out. */
final class Worker implements AutoCloseable {
    private final Path log;
    private final Process process;
    private final Writer requests;
    private final BufferedReader replies;
    private final long start = System.nanoTime();

    /**
     * Starts it.
     *
     * @param log where what it prints besides replies goes
     */
    Worker(ProcessBuilder builder, Path log) throws IOException {
        this.log = log;
        process =
                builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectOutput(ProcessBuilder.Redirect.PIPE)
                        .start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        replies =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Asks, and waits for the reply; a process that ended has failed. */
    Message.Reply ask(Message.Request request) {
        try {
            requests.write(Message.JSON.writeValueAsString(request));
            requests.write('\n');
            requests.flush();
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                if (line.startsWith("{")) { // a native library may print between
                    return Message.JSON.readValue(line, Message.Reply.class);
                }
            }
            return Message.Reply.failed("its process ended; see " + log);
        } catch (IOException | JacksonException e) {
            return Message.Reply.failed("its process ended (" + e.getMessage() + "); see " + log);
        }
    }

    /** Since it was started. */
    double milliseconds() {
        return (System.nanoTime() - start) / 1e6;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process: at the end of its input, or by force after some seconds. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            process.destroy();
        }
        try {
            if (!process.waitFor(Duration.ofSeconds(10))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
