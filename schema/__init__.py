"""The GraphQL face (接口模式): types from the model, one statement a root field."""
