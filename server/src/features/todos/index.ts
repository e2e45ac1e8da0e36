/** Todos (待办): what somebody must do now, and until when, read from the features that know. Nothing is stored. */
export { todosRoutes } from './todos.routes.ts';
