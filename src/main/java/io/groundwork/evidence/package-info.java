/**
 * What each answer was made of, as it was then: who asked, what was found and why it was allowed, the exact text sent, and
 * what came back. Written before the answer is given and never changed; only reviewers read it, and their reading is
 * itself recorded. It refuses to look anything up anew: a reviewer sees what was, not what is.
 */
package io.groundwork.evidence;
