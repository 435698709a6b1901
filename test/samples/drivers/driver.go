package main

import (
	"encoding/json"
	"net/http"
	"os"
	"time"
)

func main() {
	var given struct {
		Secret string
		Now    int64
		Calls  []struct {
			Headers map[string]string
			Body    []byte
		}
	}
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		panic(err)
	}
	answers := []bool{}
	for _, call := range given.Calls {
		header := http.Header{}
		for name, value := range call.Headers {
			header.Set(name, value)
		}
		answers = append(answers, IsFromFinehook(given.Secret, header, call.Body, time.Unix(given.Now, 0)))
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
