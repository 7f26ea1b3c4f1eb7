package io.groundwork.platform.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, and where the next begins.
 *
 * @param next the cursor to pass as {@code after}; empty on the last page
 */
public record Page<T>(List<T> data, Optional<String> next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MOST = 500;

    public Page {
        data = List.copyOf(data);
    }

    /** What was asked for: at most {@code limit} entries that come after {@code after} (null: from the beginning). */
    public record Request(int limit, String after) {
        public Request {
            if (limit < 1 || limit > MOST) {
                throw Problem.Invalid.field("limit", "platform.limit_range", MOST);
            }
        }

        public static Request first(int limit) {
            return new Request(limit, null);
        }
    }

    /** Cuts a page out of rows read with one row more than the limit. */
    public static <T> Page<T> cut(List<T> rowsAndOneMore, int limit, Function<T, String> cursor) {
        if (rowsAndOneMore.size() <= limit) {
            return new Page<>(rowsAndOneMore, Optional.empty());
        }
        List<T> rows = rowsAndOneMore.subList(0, limit);
        return new Page<>(rows, Optional.of(cursor.apply(rows.get(limit - 1))));
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(data.stream().map(each).toList(), next);
    }
}
