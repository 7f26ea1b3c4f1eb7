package io.groundwork.chat;

import io.groundwork.budget.Used;
import java.util.UUID;

/** What a call took for which this money was held. */
record Settlement(UUID reservation, Used used) {}
