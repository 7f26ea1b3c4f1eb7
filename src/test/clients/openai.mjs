// OpenAI's own client, as it comes, against a running installation. Each check ends as one line of JSON; what the model
// answers, and to which words, is said in AskedByClients.
import assert from 'node:assert/strict';
import OpenAI from 'openai';

const { GROUNDWORK_BASE: baseURL, GROUNDWORK_KEY: apiKey, GROUNDWORK_SPENDER: spender } = process.env;
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const model = 'assistant';
const say = (content, more = {}) => ({ model, messages: [{ role: 'user', content }], ...more });
const weather = {
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};

async function refused(asking) {
  try {
    await asking;
  } catch (refusal) {
    return refusal;
  }
  return assert.fail('was not refused');
}

const checks = {
  async 'an answer'() {
    const { data, response, request_id } = await client.chat.completions.create(say('Hello?')).withResponse();
    assert.equal(data.choices[0].message.content, 'Hello from the model.');
    assert.equal(data.choices[0].finish_reason, 'stop');
    assert.deepEqual([data.usage.prompt_tokens, data.usage.prompt_tokens_details.cached_tokens], [40, 10]);
    assert.equal(data.usage.completion_tokens_details.reasoning_tokens, 0);
    assert.equal(data.groundwork.mode, 'prompt');
    assert.ok(request_id);
    assert.ok(Number(response.headers.get('x-ratelimit-remaining-requests')) > 0);
  },

  async 'a stream'() {
    const stream = await client.chat.completions.create(
      say('Hello?', { stream: true, stream_options: { include_usage: true } }),
    );
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), 'Hello from the model.');
    assert.ok(chunks[0].groundwork.answer_id);
    assert.equal(chunks.at(-1).usage.completion_tokens, 5);
    assert.deepEqual(chunks.at(-1).choices, []);
  },

  async 'a stream by the helper'() {
    const runner = client.chat.completions.stream(say('Hello?'));
    assert.equal(await runner.finalContent(), 'Hello from the model.');
  },

  async 'a stream that the client leaves'() {
    const stream = await client.chat.completions.create(say('Hello?', { stream: true }));
    for await (const chunk of stream) {
      assert.ok(chunk.id);
      break;
    }
  },

  async 'a tool'() {
    const first = await client.chat.completions.create(say('Do I need an umbrella?', { tools: [weather] }));
    assert.equal(first.choices[0].finish_reason, 'tool_calls');
    const [call] = first.choices[0].message.tool_calls;
    assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Oskerby' });
    const second = await client.chat.completions.create({
      model,
      tools: [weather],
      messages: [
        { role: 'user', content: 'Do I need an umbrella?' },
        first.choices[0].message,
        { role: 'tool', tool_call_id: call.id, content: 'dry and 21 degrees' },
      ],
    });
    assert.equal(second.choices[0].message.content, 'Bring no umbrella.');
  },

  async 'a tool that the helper runs'() {
    const cities = [];
    const runner = client.chat.completions.runTools(
      say('Do I need an umbrella?', {
        stream: true,
        tools: [
          {
            type: 'function',
            function: {
              name: 'weather',
              parse: JSON.parse,
              parameters: weather.function.parameters,
              function: ({ city }) => {
                cities.push(city);
                return 'dry and 21 degrees';
              },
            },
          },
        ],
      }),
    );
    assert.equal(await runner.finalContent(), 'Bring no umbrella.');
    assert.deepEqual(cities, ['Oskerby']);
  },

  async 'a shape'() {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' }, degrees: { type: 'integer' } },
      required: ['city', 'degrees'],
      additionalProperties: false,
    };
    const answer = await client.chat.completions.parse(
      say('How is the weather?', {
        response_format: { type: 'json_schema', json_schema: { name: 'weather', strict: true, schema } },
      }),
    );
    assert.deepEqual(JSON.parse(answer.choices[0].message.content), { city: 'Oskerby', degrees: 21 });
  },

  async 'citations'() {
    const answer = await client.chat.completions.create(
      say('How many days of paid leave do employees receive?', { groundwork: { mode: 'rag' } }),
    );
    const [annotation] = answer.choices[0].message.annotations;
    assert.equal(annotation.url_citation.title, 'Leave');
    assert.equal(answer.groundwork.citations[0].verified, true);
  },

  async 'embeddings'() {
    const input = ['Annual leave', 'Glass blowing'];
    const packed = await client.embeddings.create({ model: 'bge-small-en-v1.5-q', input });
    const plain = await client.embeddings.create({ model: 'bge-small-en-v1.5-q', input, encoding_format: 'float' });
    assert.equal(packed.data.length, 2);
    assert.equal(packed.data[1].embedding.length, 384);
    packed.data[1].embedding.forEach((value, at) => assert.ok(Math.abs(value - plain.data[1].embedding[at]) < 1e-6));
    assert.ok(plain.usage.prompt_tokens > 0);
  },

  async 'models'() {
    const names = [];
    for await (const card of client.models.list()) names.push(card.id);
    assert.ok(names.includes('assistant') && names.includes('bge-small-en-v1.5-q'), names.join());
    assert.equal((await client.models.retrieve('assistant')).id, 'assistant');
  },

  async 'refusals'() {
    const stranger = new OpenAI({ baseURL, apiKey: 'gw_wrong', maxRetries: 0 });
    const unknown = await refused(stranger.chat.completions.create(say('Hello?')));
    assert.ok(unknown instanceof OpenAI.AuthenticationError && unknown.code === 'invalid_api_key' && unknown.requestID);
    const closed = await refused(client.chat.completions.create({ ...say('Hello?'), model: 'gpt-9' }));
    assert.ok(closed instanceof OpenAI.PermissionDeniedError && closed.code === 'model_not_allowed');
    const bad = await refused(client.chat.completions.create(say('Hello?', { n: 3 })));
    assert.ok(bad instanceof OpenAI.BadRequestError && bad.param === 'n');
    const absent = await refused(client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' }));
    assert.ok(absent instanceof OpenAI.NotFoundError && absent.code === 'model_not_found');
    const failed = await refused(client.chat.completions.create(say('Fail, please.')));
    assert.ok(failed instanceof OpenAI.InternalServerError && failed.status === 502 && failed.code === 'provider_error');
  },

  async 'limits'() {
    const own = new OpenAI({ baseURL, apiKey: spender, maxRetries: 0 });
    await own.chat.completions.create(say('Spend everything.'));
    const later = await refused(own.chat.completions.create(say('Hello?')));
    assert.ok(later instanceof OpenAI.RateLimitError && later.code === 'rate_limited');
    assert.ok(Number(later.headers.get('retry-after')) >= 1);
  },
};

for (const [name, check] of Object.entries(checks)) {
  let fault = null;
  try {
    await check();
  } catch (failed) {
    fault = String(failed.stack ?? failed);
  }
  console.log(JSON.stringify({ name, fault }));
}
