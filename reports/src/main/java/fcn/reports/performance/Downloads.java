package fcn.reports.performance;

import tools.jackson.databind.json.JsonMapper;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All figures as files within the page: {@code data:} addresses. */
public record Downloads(String csv, String json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Downloads of(List<FigureRow> rows) {
        return new Downloads(
                address("text/csv", csv(rows)), address("application/json", json(rows)));
    }

    private static String address(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return "data:"
                + type
                + ";charset=utf-8;base64,"
                + Base64.getEncoder().encodeToString(bytes);
    }

    /** RFC 4180, the record's components as columns; figures of JVMs apart by blanks. */
    static String csv(List<FigureRow> rows) {
        List<String> names =
                Arrays.stream(FigureRow.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();
        StringBuilder text = new StringBuilder(String.join(",", names)).append("\r\n");
        for (FigureRow row : rows) {
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

    static String json(List<FigureRow> rows) {
        return JSON.writeValueAsString(rows);
    }
}
