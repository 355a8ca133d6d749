package fcn.reports.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Where the vertices of an acyclic graph stand that is nearly a chain: each has a row below all
 * that it follows from, and a lane. The longest path runs down lane 0; every other path, and every
 * edge that passes rows by, has a lane to itself for the rows it needs, the short ones nearest. So
 * no two things share a place, and what passes a box passes beside it.
 */
final class Layering {
    /** From one vertex to another of a higher number. */
    record Edge(int from, int to) {}

    /**
     * An edge with the lanes in which it passes the rows between its ends; empty for neighbours.
     */
    record Route(Edge edge, List<Integer> lanes) {}

    private record Path(List<Integer> vertices) {}

    final int[] row;
    final int[] lane;
    final List<Route> routes = new ArrayList<>();
    private final List<Edge> edges;
    private final List<boolean[]> taken = new ArrayList<>();

    /** Lays out vertices that are numbered from 0, each edge going to a higher number. */
    Layering(int vertices, List<Edge> edges) {
        this.edges = List.copyOf(edges);
        row = new int[vertices];
        lane = new int[vertices];
        for (int v = 0; v < vertices; v++) {
            for (Edge edge : edges) {
                if (edge.to == v) {
                    row[v] = Math.max(row[v], row[edge.from] + 1);
                }
            }
        }
        Integer[] along = new Integer[edges.size()];
        place(paths(vertices), along);
        for (int e = 0; e < edges.size(); e++) {
            Edge edge = edges.get(e);
            int between = row[edge.to] - row[edge.from] - 1;
            routes.add(new Route(edge, Collections.nCopies(between, along[e])));
        }
    }

    int rows() {
        return Arrays.stream(row).max().orElse(-1) + 1;
    }

    int lanes() {
        return taken.size();
    }

    /** Whether any vertex stands in a lane, or edges alone. */
    boolean holdsVertices(int which) {
        return Arrays.stream(lane).anyMatch(of -> of == which);
    }

    /** All vertices in paths, the longest first; each vertex in one. */
    private List<Path> paths(int vertices) {
        boolean[] used = new boolean[vertices];
        List<Path> paths = new ArrayList<>();
        while (true) {
            int[] length = new int[vertices];
            int[] before = new int[vertices];
            int end = -1;
            for (int v = 0; v < vertices; v++) {
                if (used[v]) {
                    continue;
                }
                length[v] = 1;
                before[v] = -1;
                for (Edge edge : edges) {
                    if (edge.to == v && !used[edge.from] && length[edge.from] >= length[v]) {
                        length[v] = length[edge.from] + 1;
                        before[v] = edge.from;
                    }
                }
                end = end < 0 || length[v] > length[end] ? v : end;
            }
            if (end < 0) {
                return paths;
            }
            List<Integer> path = new ArrayList<>();
            for (int v = end; v >= 0; v = before[v]) {
                path.addFirst(v);
                used[v] = true;
            }
            paths.add(new Path(path));
        }
    }

    /** Something that wants a lane for the rows from first to last. */
    private record Wish(int first, int last, Path path, int edge) {}

    private void place(List<Path> paths, Integer[] along) {
        List<Wish> wishes = new ArrayList<>();
        boolean[] inPath = new boolean[edges.size()];
        for (Path path : paths) {
            for (int i = 1; i < path.vertices.size(); i++) {
                int at = edges.indexOf(new Edge(path.vertices.get(i - 1), path.vertices.get(i)));
                inPath[at] = true;
            }
            int first = row[path.vertices.getFirst()];
            int last = row[path.vertices.getLast()];
            wishes.add(new Wish(first, last(path, last), path, -1));
        }
        for (int e = 0; e < edges.size(); e++) {
            Edge edge = edges.get(e);
            if (!inPath[e] && row[edge.to] - row[edge.from] > 1 && !follows(paths, edge)) {
                wishes.add(new Wish(row[edge.from] + 1, row[edge.to] - 1, null, e));
            }
        }
        List<Wish> shortestFirst = wishes.subList(Math.min(1, wishes.size()), wishes.size());
        shortestFirst.sort(Comparator.comparingInt(wish -> wish.last - wish.first));
        for (Wish wish : wishes) {
            int free = free(wish);
            if (wish.path == null) {
                along[wish.edge] = free;
            } else {
                for (int vertex : wish.path.vertices) {
                    lane[vertex] = free;
                }
            }
        }
        for (int e = 0; e < edges.size(); e++) {
            if (along[e] == null) {
                along[e] = lane[edges.get(e).from];
            }
        }
    }

    /** A path keeps its lane until the row before the one where it joins another. */
    private int last(Path path, int own) {
        int end = path.vertices.getLast();
        return edges.stream()
                .filter(edge -> edge.from == end)
                .mapToInt(edge -> row[edge.to] - 1)
                .min()
                .orElse(own);
    }

    /** Whether an edge is the one by which its path joins another, and so in the path's lane. */
    private boolean follows(List<Path> paths, Edge edge) {
        return paths.stream().anyMatch(path -> path.vertices.getLast() == edge.from)
                && edges.stream()
                        .filter(other -> other.from == edge.from)
                        .allMatch(other -> row[other.to] >= row[edge.to])
                && edges.stream()
                        .filter(other -> other.from == edge.from && row[other.to] == row[edge.to])
                        .findFirst()
                        .orElseThrow()
                        .equals(edge);
    }

    private int free(Wish wish) {
        for (int candidate = 0; ; candidate++) {
            if (candidate == taken.size()) {
                taken.add(new boolean[rows()]);
            }
            boolean[] rows = taken.get(candidate);
            boolean clear = true;
            for (int r = wish.first; r <= wish.last; r++) {
                clear &= !rows[r];
            }
            if (clear) {
                Arrays.fill(rows, wish.first, wish.last + 1, true);
                return candidate;
            }
        }
    }
}
