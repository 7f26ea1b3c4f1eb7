package io.groundwork.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Something that answers chat completions.
 *
 * @param headers with a line break after each
 * @param model what requests name
 * @param processes whose work it is
 */
record Target(String name, int port, String headers, String model, List<ProcessCost> processes) {

    byte[] request(String question, boolean stream) {
        String body = "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
