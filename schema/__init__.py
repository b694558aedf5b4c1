"""The GraphQL face (接口模式): types from the model, answers by hand, one statement a root field."""
