export { answerOnce } from '#hub/http/answer-once.ts';
