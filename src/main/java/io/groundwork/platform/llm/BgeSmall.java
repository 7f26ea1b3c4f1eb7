package io.groundwork.platform.llm;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The model's file and its tokenizer, as langchain4j packs them. The session is run here rather than through langchain4j's
 * encoder because that one folds text beyond the limit into an average, tokenizes twice, and lets each run take all
 * processors; here a text is cut at the limit and a run takes one thread, so that the same text always gives the same
 * vector, whatever runs beside it.
 */
final class BgeSmall {

    static final String NAME = "bge-small-en-v1.5-q";
    static final int DIMENSIONS = 384;
    static final int LIMIT = 512;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer reading;
    private final HuggingFaceTokenizer counting;

    private BgeSmall() throws IOException, OrtException {
        environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream file = resource(".onnx")) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file.readAllBytes(), options);
        }
        reading = tokenizer(Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(LIMIT)));
        counting = tokenizer(Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false"));
    }

    /** Loads the model; its native libraries are unpacked below the folder, so that a read-only home does not matter. */
    static BgeSmall load(Path libraries) {
        if (System.getenv("DJL_CACHE_DIR") == null && System.getProperty("DJL_CACHE_DIR") == null) {
            System.setProperty("DJL_CACHE_DIR", libraries.resolve("tokenizer").toString());
        }
        System.setProperty("ai.djl.offline", "true");
        try {
            return new BgeSmall();
        } catch (IOException | OrtException unreadable) {
            throw new IllegalStateException("The embedding model cannot be loaded.", unreadable);
        }
    }

    float[] vector(String text) {
        Encoding encoding = reading.encode(text);
        try (OnnxTensor ids = tensor(encoding.getIds());
                OnnxTensor mask = tensor(encoding.getAttentionMask());
                OnnxTensor types = tensor(encoding.getTypeIds())) {
            Map<String, OnnxTensorLike> inputs = new HashMap<>();
            inputs.put("input_ids", ids);
            inputs.put("attention_mask", mask);
            inputs.put("token_type_ids", types);
            inputs.keySet().retainAll(session.getInputNames());
            try (OrtSession.Result result = session.run(inputs)) {
                return normalised(((float[][][]) result.get(0).getValue())[0][0]);
            }
        } catch (OrtException failed) {
            throw new IllegalStateException("The embedding model failed.", failed);
        }
    }

    int pieces(String text) {
        return counting.encode(text).getIds().length;
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    /** The first position stands for the text in this model. */
    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }

    private static HuggingFaceTokenizer tokenizer(Map<String, String> options) throws IOException {
        try (InputStream file = resource("-tokenizer.json")) {
            return HuggingFaceTokenizer.newInstance(file, options);
        }
    }

    private static InputStream resource(String ending) {
        return BgeSmallEnV15QuantizedEmbeddingModel.class.getResourceAsStream("/" + NAME + ending);
    }
}
