package fcn.reports.page;

import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The numbers behind a figure as files within the page: {@code data:} addresses.
 *
 * @param name of the files, without an ending
 */
public record Downloads(String name, String csv, String json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of rows, whose components' names are the columns. */
    public static <T extends Record> Downloads of(String name, Class<T> type, List<T> rows) {
        return new Downloads(
                name,
                address("text/csv", csv(type, rows)),
                address("application/json", JSON.writeValueAsString(rows)));
    }

    private static String address(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "data:"
                + type
                + ";charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(bytes);
    }

    /** RFC 4180, the record's components as columns; the entries of a list apart by blanks. */
    public static <T extends Record> String csv(Class<T> type, List<T> rows) {
        List<String> names =
                Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
        StringBuilder text = new StringBuilder(String.join(",", names)).append("\r\n");
        for (T row : rows) {
            Map<?, ?> values = JSON.convertValue(row, Map.class);
            text.append(
                    names.stream()
                            .map(name -> cell(values.get(name)))
                            .collect(Collectors.joining(",", "", "\r\n")));
        }
        return text.toString();
    }

    private static String cell(Object value) {
        String text =
                switch (value) {
                    case null -> "";
                    case List<?> list ->
                            list.stream().map(String::valueOf).collect(Collectors.joining(" "));
                    default -> value.toString();
                };
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
