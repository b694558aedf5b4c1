"""The process (服务进程): settings, application, health and commands."""
