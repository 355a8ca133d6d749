package fcn.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import tools.jackson.databind.json.JsonMapper;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import javax.imageio.ImageIO;

/** Puts a page together. */
public final class Page {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Page.class.getClassLoader(), "fcn.reports.pages");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Page() {}

    /** The HTML that a template makes of its model. */
    public static String html(String template, Object model) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, model, output);
        return output.toString();
    }

    /** The HTML that a template makes of its parameters by name. */
    public static String html(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }

    /** A style sheet beside this class, as an element. */
    public static String style(String name) {
        return "<style>\n" + resource(name) + "</style>";
    }

    /** A script beside this class, as an element. */
    public static String script(String name) {
        return "<script>\n" + resource(name) + "</script>";
    }

    /** JSON for a script, as an element. */
    public static String data(String json) {
        return "<script type=\"application/json\" id=\"data\">"
                + json.replace("<", "\\u003c")
                + "</script>";
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** A picture as the address of itself, in a format of ImageIO. */
    public static String dataUri(BufferedImage picture, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalArgumentException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/%s;base64,%s"
                .formatted(format, Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
}
