package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** A list on the wire: {@code ?limit=&after=} in, {@code {data, has_more, next}} out. */
public record Listing<T>(List<T> data, boolean hasMore, String next) {

    public static <T> Listing<T> of(Page<T> page) {
        return new Listing<>(page.data(), page.next().isPresent(), page.next().orElse(null));
    }

    /** The query parameters of a list; use as a {@code @BeanParam}. */
    public static class Query {
        @QueryParam("limit")
        private String limit;

        @QueryParam("after")
        private String after;

        public Page.Request request() {
            return new Page.Request(limit == null ? Page.DEFAULT_LIMIT : number(limit), after);
        }

        private static int number(String limit) {
            try {
                return Integer.parseInt(limit);
            } catch (NumberFormatException notANumber) {
                throw Problem.Invalid.field("limit", "platform.limit_range", Page.MOST);
            }
        }
    }
}
