/**
 * People, their groups and keys, and who a request comes from. It answers one question for everybody above: which
 * principals does this caller hold now? It knows nothing of what those principals may read.
 */
package io.groundwork.identity;
